--TEST--
Files by their names, index.html for a folder, a redirect to the slash at its end; what is not there goes to onMessage
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$root = crew_folder();
file_put_contents("$root/a.txt", 'text');
file_put_contents("$root/with space.html", 'spaced');
mkdir("$root/sub");
file_put_contents("$root/sub/index.html", 'of the folder');
mkdir("$root/bare");
at_end(fn () => exec('rm -rf ' . escapeshellarg($root)));
$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->documentRoot = ini_get('error_prepend_string');
    $worker->onMessage = fn ($conn, $request) => new Crew\Http\Response(404, [], $request->method() . ' of the script');
    $worker->start();
    PHP, ['error_prepend_string' => $root]);
$requests = ['GET /a.txt', 'GET /a.txt?v=1', 'HEAD /a.txt', 'POST /a.txt', 'GET /with%20space.html', 'GET /sub', 'GET /sub/', 'GET /sub/../a.txt',
    'GET /sub//index.html', 'GET /bare', 'GET /bare/', 'GET /', 'GET /none', 'GET /a.txt/', 'GET http://example.org/a.txt', 'GET //a.txt', 'GET /sub?v=1',
    'GET http://example.org?v=/a.txt'];
foreach ($requests as $line) {
    $answer = http_ask($server, $line);
    $type = $answer['headers']['content-type'] ?? '-';
    echo "$line: ", substr($answer['status'], 9), ", $type, ", $answer['headers']['location'] ?? $answer['body'], "\n";
}
$server->stop();
?>
--EXPECT--
GET /a.txt: 200 OK, text/plain; charset=utf-8, text
GET /a.txt?v=1: 200 OK, text/plain; charset=utf-8, text
HEAD /a.txt: 200 OK, text/plain; charset=utf-8, 
POST /a.txt: 404 Not Found, text/html; charset=utf-8, POST of the script
GET /with%20space.html: 200 OK, text/html; charset=utf-8, spaced
GET /sub: 301 Moved Permanently, -, /sub/
GET /sub/: 200 OK, text/html; charset=utf-8, of the folder
GET /sub/../a.txt: 200 OK, text/plain; charset=utf-8, text
GET /sub//index.html: 200 OK, text/html; charset=utf-8, of the folder
GET /bare: 301 Moved Permanently, -, /bare/
GET /bare/: 404 Not Found, text/html; charset=utf-8, GET of the script
GET /: 404 Not Found, text/html; charset=utf-8, GET of the script
GET /none: 404 Not Found, text/html; charset=utf-8, GET of the script
GET /a.txt/: 404 Not Found, text/html; charset=utf-8, GET of the script
GET http://example.org/a.txt: 200 OK, text/plain; charset=utf-8, text
GET //a.txt: 200 OK, text/plain; charset=utf-8, text
GET /sub?v=1: 301 Moved Permanently, -, /sub/?v=1
GET http://example.org?v=/a.txt: 404 Not Found, text/html; charset=utf-8, GET of the script
