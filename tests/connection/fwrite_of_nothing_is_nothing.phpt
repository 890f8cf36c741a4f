--TEST--
fwrite of an empty string writes nothing
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn) {
        var_dump(fwrite($conn, ''), fwrite($conn, 'abc', 0), fwrite($conn, 'abc', 2));
        fclose($conn);
    };
    $worker->start();
    PHP);
echo raw($server->address, "go\n"), "\n", $server->stdout();
$server->stop();
?>
--EXPECT--
ab
int(0)
int(0)
int(2)
