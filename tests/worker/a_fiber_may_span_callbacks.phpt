--TEST--
A fiber that one callback starts may be resumed by another
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = function (Crew\Connection $conn) {
        $conn->context = new Fiber(function () use ($conn) {
            $name = Fiber::suspend();
            $conn->send("And how old are you, $name?\n");
            $age = Fiber::suspend();
            $conn->end("$name is $age.\n");
        });
        $conn->context->start();
        $conn->send("What is your name?\n");
    };
    $worker->onMessage = fn (Crew\Connection $conn, $message) => $conn->context->resume(trim($message));
    $worker->start();
    PHP);
$client = $server->connect();
echo fgets($client);
fwrite($client, "Ann\n");
echo fgets($client);
fwrite($client, "42\n");
echo read_all($client);
$server->stop();
?>
--EXPECT--
What is your name?
And how old are you, Ann?
Ann is 42.
