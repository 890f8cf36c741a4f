--TEST--
Request::cookie(): decoded, the first of a name counts
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => json_encode([$request->cookie(), $request->cookie("a"), $request->cookie("none", "def")], JSON_UNESCAPED_SLASHES);
    $worker->start();
    PHP);
echo http_ask($server, 'GET /')['body'], "\n";
echo http_ask($server, 'GET /', ['Cookie' => 'a=1; b=x%20y; a=2; %63=3; d="q"'])['body'], "\n";
$server->stop();
?>
--EXPECT--
[[],null,"def"]
[{"a":"1","b":"x y","%63":"3","d":"\"q\""},"1","def"]
