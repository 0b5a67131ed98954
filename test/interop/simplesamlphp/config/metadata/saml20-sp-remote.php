<?php
/** Our metadata, read as its converter does, and what an administrator adds for each: how its answers are protected. */
$protection = [
    'corp' => ['saml20.sign.response' => true, 'saml20.sign.assertion' => false],
    'assertion' => ['saml20.sign.response' => false, 'saml20.sign.assertion' => true],
    // By their OIDs, as it is set up in federations.
    'sealed' => [
        'saml20.sign.response' => true,
        'assertion.encryption' => true,
        'nameid.encryption' => true,
        'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
        'authproc' => [50 => ['class' => 'core:AttributeMap', 'name2oid']],
    ],
];
foreach ($protection as $name => $settings) {
    $file = getenv('FOLDER') . "/$name.xml";
    if (!is_file($file)) {
        continue;
    }
    $parsed = \SimpleSAML\Metadata\SAMLParser::parseString(file_get_contents($file));
    $metadata[$parsed->getEntityId()] = $settings + $parsed->getMetadata20SP();
}
