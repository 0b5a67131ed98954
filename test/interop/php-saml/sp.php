<?php
// A service provider on OneLogin's php-saml, as Zabbix and Nextcloud use it, strict. It is the copy that Zabbix ships.
//
// Its first argument is the folder of that copy, its second says who it is. It prints its metadata in base64, and answers
// each command, a line of JSON, with one line: login and logout with the address for the browser, and what the browser
// brings back with what it made of it.
use OneLogin\Saml2\Auth;
use OneLogin\Saml2\IdPMetadataParser;
use OneLogin\Saml2\LogoutResponse;
use OneLogin\Saml2\Settings;
use OneLogin\Saml2\Utils;

// This version of it is older than this PHP.
error_reporting(E_ALL & ~E_DEPRECATED);
require "$argv[1]/autoload.php";
$given = json_decode($argv[2], true);

$settings = [
    'strict' => true,
    'sp' => [
        'entityId' => "$given[base]/metadata",
        'assertionConsumerService' => ['url' => "$given[base]/acs"],
        'singleLogoutService' => ['url' => "$given[base]/slo"],
        'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        'x509cert' => file_get_contents($given['certificate']),
        'privateKey' => file_get_contents($given['key']),
    ],
    'security' => [
        'authnRequestsSigned' => $given['signed'],
        'logoutRequestSigned' => true,
        'logoutResponseSigned' => true,
        'wantMessagesSigned' => true,
        'wantAssertionsSigned' => true,
        'wantAssertionsEncrypted' => $given['encrypted'],
        'requestedAuthnContext' => false,
        'wantXMLValidation' => true,
        'rejectUnsolicitedResponsesWithInResponseTo' => true,
    ],
];

/** The request that a browser would have brought to a page of ours, as php-saml reads it. */
function at(string $base, string $path, string $query = ''): void
{
    Utils::setBaseURL($base);
    $_SERVER['SCRIPT_NAME'] = $_SERVER['REQUEST_URI'] = $path;
    $_SERVER['QUERY_STRING'] = $query;
    parse_str($query, $_GET);
}

function refusal(Auth $auth): ?array
{
    return $auth->getErrors() ? ['refused' => $auth->getLastErrorReason()] : null;
}

function answer(array $settings, string $base, string $command, array $wish): array
{
    static $asked, $nameId, $sessionIndex;
    $auth = new Auth(IdPMetadataParser::injectIntoSettings(
        IdPMetadataParser::parseXML(file_get_contents($wish['idp'])),
        $settings,
    ));
    switch ($command) {
        case 'begin_login':
            $address = $auth->login("$base/start", [], $wish['force'] ?? false, $wish['passive'] ?? false, true);
            $asked = $auth->getLastRequestID();
            return ['address' => $address];
        case 'end_login':
            at($base, '/acs');
            $_POST = ['SAMLResponse' => $wish['response']];
            $auth->processResponse($asked);
            [$nameId, $sessionIndex] = [$auth->getNameId(), $auth->getSessionIndex()];
            return refusal($auth) ?? ['nameId' => $nameId, 'attributes' => $auth->getAttributes()];
        case 'begin_logout':
            $address = $auth->logout("$base/bye", [], $nameId, $sessionIndex, true, $auth->getNameIdFormat());
            $asked = $auth->getLastRequestID();
            return ['address' => $address];
        case 'end_logout':
            at($base, '/slo', $wish['query']);
            $auth->processSLO(true, $asked, true);
            return refusal($auth) ?? ['status' => (new LogoutResponse($auth->getSettings(), $_GET['SAMLResponse']))->getStatus()];
        case 'hear_logout':
            at($base, '/slo', $wish['query']);
            $address = $auth->processSLO(true, null, true, null, true);
            return refusal($auth) ?? ['address' => $address];
    }
}

echo base64_encode((new Settings($settings, true))->getSPMetadata()), "\n";
while ($line = fgets(STDIN)) {
    ['command' => $command, 'wish' => $wish] = json_decode($line, true);
    try {
        $answer = answer($settings, $given['base'], $command, $wish);
    } catch (Exception $fault) {
        $answer = ['refused' => $fault->getMessage()];
    }
    echo json_encode($answer), "\n";
}
