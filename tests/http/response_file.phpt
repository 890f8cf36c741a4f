--TEST--
Response::withFile(): the whole, a part of the script's choice, HEAD, an empty file
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    file_put_contents(__DIR__ . '/f.css', implode('', range('a', 'z')));
    touch(__DIR__ . '/f.css', 1_000_000_000);
    file_put_contents(__DIR__ . '/empty', '');
    touch(__DIR__ . '/empty', 1_000_000_000);
    $worker->onMessage = fn ($conn, $request) => match ($request->path()) {
        '/part' => (new Crew\Http\Response)->withFile(__DIR__ . '/f.css', 3, 4),
        '/empty' => (new Crew\Http\Response(200, ['Content-Type' => 'x/y']))->withFile(__DIR__ . '/empty'),
        default => (new Crew\Http\Response)->withFile(__DIR__ . '/f.css'),
    };
    $worker->start();
    PHP);
foreach (['GET /', 'HEAD /', 'GET /part', 'GET /empty'] as $line) {
    $answer = http_ask($server, $line);
    echo http_show($answer, 'content-type', 'content-length', 'last-modified', 'accept-ranges'), "$answer[body]\n";
}
$server->stop();
?>
--EXPECT--
HTTP/1.1 200 OK
  content-type: text/css; charset=utf-8
  content-length: 26
  last-modified: Sun, 09 Sep 2001 01:46:40 GMT
  accept-ranges: bytes
abcdefghijklmnopqrstuvwxyz
HTTP/1.1 200 OK
  content-type: text/css; charset=utf-8
  content-length: 26
  last-modified: Sun, 09 Sep 2001 01:46:40 GMT
  accept-ranges: bytes

HTTP/1.1 200 OK
  content-type: text/css; charset=utf-8
  content-length: 4
  last-modified: -
  accept-ranges: -
defg
HTTP/1.1 200 OK
  content-type: x/y
  content-length: 0
  last-modified: Sun, 09 Sep 2001 01:46:40 GMT
  accept-ranges: bytes
