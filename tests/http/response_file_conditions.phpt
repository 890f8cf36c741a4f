--TEST--
Conditional requests of a file: 304 and 412
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
$etag = http_ask($server, 'GET /')['headers']['etag'];
$conditions = [
    ['If-None-Match' => $etag], ['If-None-Match' => '"other"'], ['If-Match' => $etag], ['If-Match' => '"other"'],
    ['If-Modified-Since' => 'Sun, 09 Sep 2001 01:46:40 GMT'], ['If-Modified-Since' => 'Sun, 09 Sep 2001 01:46:39 GMT'],
    ['If-Unmodified-Since' => 'Sun, 09 Sep 2001 01:46:39 GMT'],
];
$client = $server->connect();
foreach ($conditions as $condition) {
    fwrite($client, http_request('GET /', $condition));
    $status = rtrim(fgets($client));
    $fields = http_fields($client);
    echo key($condition), ': ', $status, ' ', ($fields['etag'] ?? '') === $etag ? 'with its ETag' : 'without', "\n";
    stream_get_contents($client, str_contains($status, ' 304 ') ? 0 : (int)$fields['content-length']);
}
$server->stop();
?>
--EXPECT--
If-None-Match: HTTP/1.1 304 Not Modified with its ETag
If-None-Match: HTTP/1.1 200 OK with its ETag
If-Match: HTTP/1.1 200 OK with its ETag
If-Match: HTTP/1.1 412 Precondition Failed with its ETag
If-Modified-Since: HTTP/1.1 304 Not Modified with its ETag
If-Modified-Since: HTTP/1.1 200 OK with its ETag
If-Unmodified-Since: HTTP/1.1 412 Precondition Failed with its ETag
