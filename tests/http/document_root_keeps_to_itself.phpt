--TEST--
Ways out of documentRoot lead nowhere; links are followed inside it only; dot files are not there, but .well-known is
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!function_exists('symlink')) {
    die('skip needs symlink()');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$folder = crew_folder();
$root = "$folder/root";
mkdir($root);
mkdir("$root/sub");
mkdir("$root/.well-known");
mkdir("$root/.git");
mkdir("$folder/root-beside");
file_put_contents("$folder/secret", 'secret');
file_put_contents("$folder/root-beside/secret", 'secret');
file_put_contents("$root/a", 'a');
file_put_contents("$root/.env", 'secret');
file_put_contents("$root/.git/config", 'secret');
file_put_contents("$root/.well-known/security.txt", 'well known');
file_put_contents("$root/.well-known/.env", 'secret');
symlink("$root/a", "$root/sub/inside");
symlink("$folder/secret", "$root/outside");
symlink("$folder/root-beside", "$root/beside");
symlink("$root/loop", "$root/loop");
at_end(fn () => exec('rm -rf ' . escapeshellarg($folder)));
$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->documentRoot = ini_get('error_prepend_string');
    $worker->onMessage = fn () => new Crew\Http\Response(404, [], 'not found');
    $worker->start();
    PHP, ['error_prepend_string' => $root]);
$paths = [
    '/a', '/sub/inside', '/.well-known/security.txt', '/sub/../a', '/../secret', '/sub/../../secret', '/%2e%2e/secret', '/..%2fsecret',
    '/%2e%2e%2fsecret', '/%252e%252e/secret', '/..\\secret', '/..%5csecret', '/a%00', '/a%00.html', '/../root-beside/secret',
    '/%c0%ae%c0%ae/secret', '/%', '/%zz', '/outside', '/beside/secret', '/beside', '/loop', '/.env', '/%2eenv', '/sub/../.env',
    '/.git/config', '/.git/', '/.well-known/.env', '/.well-known/../.env', '/sub/%2e%2e/a',
];
foreach ($paths as $path) {
    $answer = http_ask($server, "GET $path");
    echo "$path: ", substr($answer['status'], 9, 3), ' ', $answer['headers']['location'] ?? $answer['body'], "\n";
}
$server->stop();
?>
--EXPECT--
/a: 200 a
/sub/inside: 200 a
/.well-known/security.txt: 200 well known
/sub/../a: 200 a
/../secret: 404 not found
/sub/../../secret: 404 not found
/%2e%2e/secret: 404 not found
/..%2fsecret: 404 not found
/%2e%2e%2fsecret: 404 not found
/%252e%252e/secret: 404 not found
/..\secret: 404 not found
/..%5csecret: 404 not found
/a%00: 404 not found
/a%00.html: 404 not found
/../root-beside/secret: 404 not found
/%c0%ae%c0%ae/secret: 404 not found
/%: 404 not found
/%zz: 404 not found
/outside: 404 not found
/beside/secret: 404 not found
/beside: 404 not found
/loop: 404 not found
/.env: 404 not found
/%2eenv: 404 not found
/sub/../.env: 404 not found
/.git/config: 404 not found
/.git/: 404 not found
/.well-known/.env: 404 not found
/.well-known/../.env: 404 not found
/sub/%2e%2e/a: 200 a
