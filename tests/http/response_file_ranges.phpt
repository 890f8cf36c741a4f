--TEST--
Ranges of a file: 206, 416, and what is ignored
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
    $worker->onMessage = fn ($conn, $request) => (new Crew\Http\Response)->withFile(__DIR__ . '/f.css');
    $worker->start();
    PHP);
foreach (['bytes=3-5', 'bytes=20-', 'bytes=-2', 'bytes=26-', 'lines=1-2', 'bytes=0-1,4-5'] as $range) {
    $answer = http_ask($server, 'GET /', ['Range' => $range]);
    echo $range, ' ', http_show($answer, 'content-range', 'content-length'), "  $answer[body]\n";
}
echo http_show(http_ask($server, 'GET /', ['Range' => 'bytes=0-1', 'If-Range' => '"other"']), 'content-length');
$server->stop();
?>
--EXPECT--
bytes=3-5 HTTP/1.1 206 Partial Content
  content-range: bytes 3-5/26
  content-length: 3
  def
bytes=20- HTTP/1.1 206 Partial Content
  content-range: bytes 20-25/26
  content-length: 6
  uvwxyz
bytes=-2 HTTP/1.1 206 Partial Content
  content-range: bytes 24-25/26
  content-length: 2
  yz
bytes=26- HTTP/1.1 416 Range Not Satisfiable
  content-range: bytes */26
  content-length: 0
  
lines=1-2 HTTP/1.1 200 OK
  content-range: -
  content-length: 26
  abcdefghijklmnopqrstuvwxyz
bytes=0-1,4-5 HTTP/1.1 200 OK
  content-range: -
  content-length: 26
  abcdefghijklmnopqrstuvwxyz
HTTP/1.1 200 OK
  content-length: 26
