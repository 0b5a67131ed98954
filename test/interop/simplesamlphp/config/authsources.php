<?php
$config = [
    'people' => [
        'exampleauth:UserPass',
        'alice:password' => [
            'uid' => ['alice'],
            'mail' => ['alice@example.org'],
            'displayName' => ['Alice Liddell'],
            'isMemberOf' => ['staff', 'wiki editors'],
        ],
        'bob:password' => ['uid' => ['bob']],
        'carol:password' => ['uid' => ['carol']],
        // Kept out by saml20-idp-hosted.php.
        'mallory:password' => ['uid' => ['mallory']],
    ],
];
