<?php
/** What is set in the environment: ORIGIN (its address, with a slash at the end), FOLDER (its files). */
$folder = getenv('FOLDER');
$config = [
    'baseurlpath' => getenv('ORIGIN'),
    'certdir' => $folder,
    'loggingdir' => $folder,
    'datadir' => $folder,
    'tempdir' => $folder,
    'metadatadir' => __DIR__ . '/metadata',
    'attributenamemapdir' => '/etc/simplesamlphp/attributemap/',
    'technicalcontact_email' => 'admin@example.org',
    'secretsalt' => 'the salt of a test',
    'auth.adminpassword' => 'nobody knows it',
    'timezone' => 'UTC',
    'logging.level' => SimpleSAML\Logger::NOTICE,
    'logging.handler' => 'file',
    'logging.logfile' => 'log',
    'enable.saml20-idp' => true,
    'module.enable' => ['core' => true, 'saml' => true, 'exampleauth' => true],
    'session.cookie.secure' => false,
    'session.phpsession.savepath' => $folder,
    'store.type' => 'phpsession',
    'metadata.sources' => [['type' => 'flatfile']],
];
