--TEST--
Who sends a byte now and then is given headerTimeout for the whole head, and then 408
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->headerTimeout = 0.3;
    $worker->onMessage = fn () => 'ok';
    $worker->start();
    PHP);
$client = $server->connect();
stream_set_blocking($client, false);
$begun = microtime(true);
$answer = '';
fwrite($client, "GET / HTTP/1.1\r\nHost: x\r\nX: ");
wait_for(function () use ($client, &$answer) {
    $answer .= (string)fread($client, 8192);
    if ($answer === '') {
        @fwrite($client, 'a');
    }
    return feof($client);
});
echo strtok($answer, "\r"), "\n", preg_match('/^Connection: close\r$/m', $answer), "\n";
echo microtime(true) - $begun >= 0.25 ? 'in time' : 'too early', "\n";
echo $server->wait_for_log('408'), "\n";
$server->stop();
?>
--EXPECT--
HTTP/1.1 408 Request Timeout
1
in time
[worker 0] info: connection 1: 408: the head took too long
