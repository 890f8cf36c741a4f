--TEST--
A raw connection is a PHP stream resource with a number of its own
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn) {
        var_dump(is_resource($conn), get_resource_type($conn), (int)$conn === get_resource_id($conn), (int)$conn > 0, "$conn" === 'Resource id #' . (int)$conn);
        var_dump(feof($conn));
        fclose($conn);
        var_dump(is_resource($conn), get_resource_type($conn), gettype($conn));
    };
    $worker->start();
    PHP);
raw($server->address, "go\n");
echo $server->wait_for_output('(closed)');
$server->stop();
?>
--EXPECT--
bool(true)
string(6) "stream"
bool(true)
bool(true)
bool(true)
bool(false)
bool(false)
string(7) "Unknown"
string(17) "resource (closed)"
