--TEST--
Request::get(): values, defaults, brackets as in $_GET
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => json_encode([$request->get(), $request->get("a"), $request->get("none"), $request->get("none", 7)], JSON_UNESCAPED_SLASHES);
    $worker->start();
    PHP);
foreach (['/', '/?a=1&a=2', '/?a[]=1&a[]=2&b[x][y]=3', '/?a=%C3%A4+%2B&c', '/?x.y=1&=2&&[=3'] as $target) {
    echo http_ask($server, "GET $target")['body'], "\n";
}
$server->stop();
?>
--EXPECT--
[[],null,null,7]
[{"a":"2"},"2",null,7]
[{"a":["1","2"],"b":{"x":{"y":"3"}}},["1","2"],null,7]
[{"a":"\u00e4 +","c":""},"\u00e4 +",null,7]
[{"x_y":"1"},null,null,7]
