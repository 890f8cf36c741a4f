--TEST--
A connection can be neither constructed, cloned, serialized nor extended
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function (Crew\Connection $conn, $message) {
        $tries = [fn () => new Crew\Connection, fn () => clone $conn, fn () => serialize($conn),
            fn () => unserialize('O:15:"Crew\Connection":0:{}'),
            fn () => (new ReflectionClass('Crew\Connection'))->newInstanceWithoutConstructor()];
        foreach ($tries as $try) {
            try {
                $try();
                echo "done\n";
            } catch (Throwable $e) {
                echo $e->getMessage(), "\n";
            }
        }
        $conn->close();
    };
    $worker->start();
    PHP);
raw($server->address, "go\n");
$server->stop();
echo $server->stdout();
var_dump((new ReflectionClass('Crew\Connection'))->isFinal());
?>
--EXPECT--
Crew\Connection comes from the engine; it cannot be constructed
Trying to clone an uncloneable object of class Crew\Connection
Serialization of 'Crew\Connection' is not allowed
Unserialization of 'Crew\Connection' is not allowed
Class Crew\Connection is an internal class marked as final that cannot be instantiated without invoking its constructor
bool(true)
