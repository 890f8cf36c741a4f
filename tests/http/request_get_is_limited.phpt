--TEST--
Request::get() heeds max_input_vars and max_input_nesting_level
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => json_encode([count($request->get()), isset($request->get("deep")["a"])], JSON_UNESCAPED_SLASHES);
    $worker->start();
    PHP);
echo http_ask($server, 'GET /?' . implode('&', array_map(fn ($i) => "$i=", range(1, 1100))))['body'], "\n";
echo http_ask($server, 'GET /?deep' . str_repeat('[a]', 70) . '=1')['body'], "\n";
echo http_ask($server, 'GET /?deep' . str_repeat('[a]', 10) . '=1')['body'], "\n";
$server->stop();
?>
--EXPECT--
[1000,false]
[0,false]
[1,true]
