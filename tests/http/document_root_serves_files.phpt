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
    INI ['error_prepend_string' => $root]
    $worker->documentRoot = ini_get('error_prepend_string');
    $worker->onMessage = fn ($conn, $request) => new Crew\Http\Response(404, [], $request->method() . ' of the script');
    $worker->start();
    PHP);
$requests = ['GET /a.txt', 'GET /a.txt?v=1', 'HEAD /a.txt', 'POST /a.txt', 'GET /with%20space.html', 'GET /sub', 'GET /sub/', 'GET /sub/../a.txt',
    'GET /sub//index.html', 'GET /bare', 'GET /bare/', 'GET /', 'GET /none', 'GET /a.txt/', 'GET http://example.org/a.txt', 'GET //a.txt'];
foreach ($requests as $line) {
    $answer = http_ask($server, $line);
    echo "$line: ", substr($answer['status'], 9), ', ', $answer['headers']['content-type'] ?? '-', ', ', $answer['headers']['location'] ?? $answer['body'], "\n";
}
$server->stop();
?>
--EXPECT--
