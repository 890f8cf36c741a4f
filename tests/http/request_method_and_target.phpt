--TEST--
Request: method(), uri(), path(), queryString(), protocolVersion()
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => json_encode([$request->method(), $request->uri(), $request->path(), $request->queryString(), $request->protocolVersion()], JSON_UNESCAPED_SLASHES);
    $worker->start();
    PHP);
foreach (['GET /', 'PATCH /a%20b/c?x=1&y', 'GET /?', 'OPTIONS *', 'GET http://example.org', 'GET http://example.org/p?q'] as $line) {
    echo http_ask($server, $line)['body'], "\n";
}
$client = $server->connect();
fwrite($client, "GET /old HTTP/1.0\r\n\r\n");
echo http_answer($client)['body'], "\n";
$server->stop();
?>
--EXPECT--
["GET","/","/","","1.1"]
["PATCH","/a%20b/c?x=1&y","/a%20b/c","x=1&y","1.1"]
["GET","/?","/","","1.1"]
["OPTIONS","*","*","","1.1"]
["GET","http://example.org","/","","1.1"]
["GET","http://example.org/p?q","/p","q","1.1"]
["GET","/old","/old","","1.0"]
