--TEST--
Writes of one callback arrive complete and in order
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn) {
        for ($i = 0; $i < 20000; $i++) {
            fwrite($conn, "$i\n");
        }
        fwrite($conn, str_repeat('x', 100000) . "\n");
        fwrite($conn, "end\n");
        fclose($conn);
    };
    $worker->start();
    PHP);
$lines = explode("\n", raw($server->address, "go\n"));
echo count($lines), ' ', $lines[0], ' ', $lines[19999], ' ', strlen($lines[20000]), ' ', $lines[20001], "\n";
var_dump(array_slice($lines, 0, 20000) === array_map('strval', range(0, 19999)));
$server->stop();
?>
--EXPECT--
20003 0 19999 100000 end
bool(true)
