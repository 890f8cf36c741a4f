--TEST--
A script with a Worker of its own may still use Crew\Worker
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    class Worker extends Crew\Worker
    {
        public $workerNum = 1;
        public $greeting = 'hello';

        public function greet($conn)
        {
            fwrite($conn, "$this->greeting\n");
        }
    }

    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->onConnect = [$worker, 'greet'];
    $worker->start();
    PHP);
echo raw($server->address, '', 6);
$server->stop();
?>
--EXPECT--
hello
