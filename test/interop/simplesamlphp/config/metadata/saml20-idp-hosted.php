<?php
$metadata[getenv('ORIGIN') . 'saml2/idp/metadata.php'] = [
    'host' => '__DEFAULT__',
    'privatekey' => 'sp.key',
    'certificate' => 'sp.crt',
    'auth' => 'people',
    'redirect.validate' => true,
    'redirect.sign' => true,
    'NameIDFormat' => ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
    'authproc' => [
        1 => ['class' => 'saml:PersistentNameID', 'attribute' => 'uid'],
        2 => [
            'class' => 'core:PHP',
            'code' => '
                if ($attributes["uid"] === ["mallory"]) {
                    \SimpleSAML\Auth\State::throwException($state, new \SimpleSAML\Module\saml\Error(
                        \SAML2\Constants::STATUS_RESPONDER,
                        \SAML2\Constants::STATUS_REQUEST_DENIED,
                        "not for this person"
                    ));
                }
            ',
        ],
    ],
];
