--TEST--
idleTimeout: a connection without a byte either way is ended properly, with its onClose; one that says something now and then stays
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->idleTimeout = 0.8;
    $worker->onMessage = function ($conn, $message) { $conn->send($message); };
    $worker->onClose = function ($conn) { echo "closed\n"; };
    $worker->start();
    PHP);
$silent = $server->connect();
$talks = $server->connect();
$begun = microtime(true);
fwrite($silent, "hello\n");
echo fgets($silent);
stream_set_blocking($silent, false);
$count = 0;
wait_for(function () use ($silent, $talks, &$count) {
    fwrite($talks, 'still here ' . ++$count . "\n");
    fgets($talks);
    return fgets($silent) === false && feof($silent);
});
echo microtime(true) - $begun >= 0.8 ? "not too soon\n" : "too soon\n";
fwrite($talks, "last\n");
echo fgets($talks);
echo $server->wait_for_output('closed');
fclose($talks);
$server->stop();
?>
--EXPECT--
hello
not too soon
last
closed
