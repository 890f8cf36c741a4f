--TEST--
Request::post() of a form
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => json_encode([$request->post(), $request->post("a"), $request->post("none", 7), $request->file()], JSON_UNESCAPED_SLASHES);
    $worker->start();
    PHP);
$form = ['Content-Type' => 'application/x-www-form-urlencoded; charset=UTF-8'];
echo http_ask($server, 'POST /', $form, 'a=1&b[]=2&b[]=3&c=x+y')['body'], "\n";
echo http_ask($server, 'POST /', ['Content-Type' => 'text/plain'], 'a=1')['body'], "\n";
$server->stop();
?>
--EXPECT--
[{"a":"1","b":["2","3"],"c":"x y"},"1",7,[]]
[[],null,7,[]]
