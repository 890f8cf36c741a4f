--TEST--
A connection without a request is ended after keepAliveTimeout, a new one and one that has served
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->keepAliveTimeout = 0.3;
    $worker->onMessage = fn () => 'ok';
    $worker->start();
    PHP);
$new = $server->connect();
$used = $server->connect();
fwrite($used, http_request('GET /'));
echo http_answer($used)['body'], "\n";
echo json_encode([read_all($new), read_all($used)]), "\n";
$server->stop();
?>
--EXPECT--
ok
["",""]
