--TEST--
Request: json(), isJson() and post() of a JSON body
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        try {
            $json = $request->json();
        } catch (JsonException $e) {
            $json = $e->getMessage();
        }
        return json_encode([$request->isJson(), $json, $request->post()]);
    };
    $worker->start();
    PHP);
foreach (['application/json' => '{"a":{"b":[1,null]}}', 'application/problem+json; x=y' => '[true]', 'Application/JSON' => '{oops', 'text/json' => '3'] as $type => $body) {
    echo http_ask($server, 'POST /', ['Content-Type' => $type], $body)['body'], "\n";
}
$server->stop();
?>
--EXPECT--
[true,{"a":{"b":[1,null]}},{"a":{"b":[1,null]}}]
[true,[true],[true]]
[true,"Syntax error",[]]
[false,3,[]]
