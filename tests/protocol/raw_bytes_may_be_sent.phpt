--TEST--
send() and end() with raw send a string as it is, also where the engine has the protocol
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

foreach (['$worker = new Worker("tcp://127.0.0.1:0"); $worker->protocol = "JsonLines";', '$worker = new Worker("text://127.0.0.1:0");'] as $begin) {
    $server = crew_start(JSON_LINES . $begin . <<<'PHP'
        $worker->workerNum = 1;
        $worker->onMessage = function ($conn, $message) {
            var_dump($conn->send('raw ', true), $conn->send('message'), $conn->send('raw ', raw: true));
            try {
                $conn->send([], true);
            } catch (TypeError $e) {
                echo $e->getMessage(), "\n";
            }
            $conn->end('end', raw: true);
        };
        $worker->start();
        PHP);
    var_dump(raw($server->address, "1\n"));
    echo $server->stdout();
    $server->stop();
}
?>
--EXPECT--
string(21) "raw "message"
raw end"
bool(true)
bool(true)
bool(true)
Crew\Connection::send(): Argument #1 ($data) must be of type string, array given
string(19) "raw message
raw end"
bool(true)
bool(true)
bool(true)
Crew\Connection::send(): Argument #1 ($data) must be of type string, array given
