--TEST--
pipe() into itself gives a peer back what it sends
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = fn (Crew\Connection $conn) => $conn->pipe($conn);
    $worker->onClose = fn () => print("over\n");
    $worker->start();
    PHP);
$client = $server->connect();
foreach (["one\n", "two\n"] as $line) {
    fwrite($client, $line);
    echo fgets($client);
}
fclose($client);
echo $server->wait_for_output('over');
$server->stop();
?>
--EXPECT--
one
two
over
