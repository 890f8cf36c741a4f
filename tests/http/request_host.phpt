--TEST--
Request::host(), with and without the port; a target with a host counts more than the header
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => json_encode([$request->host(), $request->host(true)], JSON_UNESCAPED_SLASHES);
    $worker->start();
    PHP);
foreach (['example.org:8080', 'example.org', '[::1]:80', '[::1]', ''] as $host) {
    $client = $server->connect();
    fwrite($client, "GET / HTTP/1.1\r\nHost: $host\r\n\r\n");
    echo http_answer($client)['body'], "\n";
}
echo http_ask($server, 'GET http://other.example:81/')['body'], "\n";
$server->stop();
?>
--EXPECT--
["example.org:8080","example.org"]
["example.org","example.org"]
["[::1]:80","[::1]"]
["[::1]","[::1]"]
[null,null]
["other.example:81","other.example"]
