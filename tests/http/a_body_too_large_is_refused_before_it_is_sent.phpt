--TEST--
Expect: 100-continue is answered by 413 at once when the body is too large, and by 100 otherwise; an upload has its own limit
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxPackageSize = 100;
    $worker->maxUploadSize = 100000;
    $worker->onMessage = fn ($conn, $request) => $request->rawBody() . json_encode($request->file('a')?->size() ?? []);
    $worker->start();
    PHP);
function expecting(Server $server, int $length, string $type)
{
    $client = $server->connect();
    fwrite($client, "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: $type\r\nContent-Length: $length\r\n\r\n");
    return $client;
}
$client = expecting($server, 101, 'text/plain');
echo http_show(http_answer($client), 'connection'), json_encode(read_all($client)), "\n";

$client = expecting($server, 100, 'text/plain');
echo fgets($client), fgets($client);
fwrite($client, str_repeat('x', 100));
echo strlen(http_answer($client)['body']), "\n";

$client = expecting($server, 100001, 'multipart/form-data; boundary=B');
echo http_show(http_answer($client), 'connection'), json_encode(read_all($client)), "\n";

$client = expecting($server, 100000, 'multipart/form-data; boundary=B');
echo fgets($client), fgets($client);
$part = "--B\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n";
fwrite($client, $part . str_repeat('x', 100000 - strlen($part) - 9) . "\r\n--B--\r\n");
echo (int)http_answer($client)['body'] === 100000 - strlen($part) - 9 ? 'whole' : 'broken', "\n";
$server->stop();
?>
--EXPECT--
HTTP/1.1 413 Content Too Large
  connection: close
""
HTTP/1.1 100 Continue

102
HTTP/1.1 413 Content Too Large
  connection: close
""
HTTP/1.1 100 Continue

whole
