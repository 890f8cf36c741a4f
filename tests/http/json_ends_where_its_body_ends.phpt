--TEST--
JSON is decoded as far as its body goes, also when the next request stands right behind it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => json_encode([$request->json(), $request->post('a')]);
    $worker->start();
    PHP);
$client = $server->connect();
fwrite($client, str_repeat(http_request('POST /', ['Content-Type' => 'application/json'], '{"a":[1]}'), 3));
for ($i = 0; $i < 3; $i++) {
    echo http_answer($client)['body'], "\n";
}
$server->stop();
?>
--EXPECT--
[{"a":[1]},[1]]
[{"a":[1]},[1]]
[{"a":[1]},[1]]
