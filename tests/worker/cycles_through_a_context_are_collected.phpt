--TEST--
gc_collect_cycles() frees a connection that its own context refers to, once it is over
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    class Session
    {
        public $conn;

        public function __destruct()
        {
            echo "freed\n";
        }
    }

    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function (Crew\Connection $conn, $message) {
        if ($message === "cycle\n") {
            $conn->context = new Session;
            $conn->context->conn = $conn;
        }
        gc_collect_cycles();
        $conn->send($message);
    };
    $worker->onClose = fn () => print("closed\n");
    $worker->start();
    PHP);
echo raw($server->address, "cycle\n", 6);
$server->wait_for_output('closed');
echo $server->stdout();
$client = $server->connect();
fwrite($client, "collect\n");
echo fgets($client);
echo $server->wait_for_output('freed');
$server->stop();
?>
--EXPECT--
cycle
closed
collect
closed
freed
