--TEST--
false or a negative number out of input() ends the connection with onError
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(str_replace('return $end ===', 'if ($buffer[0] === "!") return false; if ($buffer[0] === "?") return -1; return $end ===', JSON_LINES) . <<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = JsonLines::class;
    $worker->onMessage = fn ($conn, $message) => $conn->send($message);
    $worker->onError = fn ($conn, $code, $text) => print(($code === Crew\Connection::ERROR_PROTOCOL ? 'protocol: ' : '') . "$text\n");
    $worker->onClose = fn ($conn) => print("close\n");
    $worker->start();
    PHP);
foreach (["1\n!\n2\n", '?'] as $bytes) {
    echo raw($server->address, $bytes);
}
wait_for(fn () => substr_count($server->stdout(), 'close') === 2);
echo $server->stdout();
$server->stop();
?>
--EXPECT--
1
protocol: the bytes do not follow the protocol
close
protocol: the bytes do not follow the protocol
close
