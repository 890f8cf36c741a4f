--TEST--
What a destructor throws at the end of a connection is logged and the next callback runs
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux') echo 'skip reads /proc';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    class Bomb
    {
        public function __destruct()
        {
            throw new RuntimeException('bomb');
        }
    }
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function (Crew\Connection $conn, $message) {
        if ($message === "bomb\n") {
            $conn->context = new Bomb;
        }
        $conn->send($message);
    };
    $worker->start();
    PHP);
$other = $server->connect();
fwrite($other, "one\n");
echo fgets($other);
echo raw($server->address, "bomb\n", 5);
echo $server->wait_for_log('bomb'), "\n";
fwrite($other, "two\n");
echo fgets($other);
fwrite($other, "three\n");
echo fgets($other);
$server->stop();
?>
--EXPECT--
one
bomb
[worker 0] error: the end of a connection: uncaught RuntimeException: bomb in server.php:5
two
three
