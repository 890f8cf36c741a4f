--TEST--
callbackTimeout: a callback that runs longer is logged with where it is and how it got there; with "log" that is all
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->callbackTimeout = 0.2;
    $worker->callbackTimeoutAction = 'log';
    function spin(float $seconds) {
        $until = microtime(true) + $seconds;
        while (microtime(true) < $until) {
        }
    }
    $worker->onMessage = function ($conn, $message) {
        spin((float)$message);
        $conn->send("$message done");
    };
    $worker->start();
    PHP);
$client = $server->connect();
foreach (['1.0', '0.01'] as $seconds) {
    fwrite($client, "$seconds\n");
    echo fgets($client);
}
fclose($client);
echo preg_replace('/server\.php:[789]\b/', 'server.php:N', $server->stop());
?>
--EXPECT--
1.0 done
0.01 done
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 1 worker
[worker 0] warning: onMessage has been running for more than 0.2 s (callbackTimeout), in server.php:N
#0 server.php(11): spin()
#1 [internal function]: {closure}()
#2 server.php(14): Crew\Worker->start()
#3 {main}
[master] notice: stopping
[master] notice: stopped
