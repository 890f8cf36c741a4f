--TEST--
An exception whose __toString fails is logged by its class
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    class Silent extends Exception
    {
        public function __toString(): string
        {
            throw new Exception('no words');
        }
    }

    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onConnect = fn () => throw new Silent;
    $worker->start();
    PHP);
echo raw($server->address, '');
echo $server->wait_for_log('uncaught'), "\n";
$server->stop();
?>
--EXPECT--
[worker 0] error: onConnect: uncaught Silent
