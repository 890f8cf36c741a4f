--TEST--
With an offset messages have their header, and send() writes the length into it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0', ['frame' => ['length' => ['offset' => 1, 'size' => 'varint']]]);
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $packet) {
        echo bin2hex($packet), "\n";
        $conn->send($packet[0] . "\0" . str_repeat('x', 200));
        try {
            $conn->send('x');
        } catch (Crew\Exception $e) {
            echo $e->getMessage(), "\n";
        }
    };
    $worker->start();
    PHP);
echo bin2hex(substr(raw($server->address, "\x30\x03abc", 203), 0, 4)), "\n";
echo $server->wait_for_output('allows');
$server->stop();
?>
--EXPECT--
30c80178
3003616263
A message of 1 bytes has no header to write its length to, or is shorter than frame.length.adjust allows
