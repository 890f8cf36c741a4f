--TEST--
With the context option frame.length a number before each message says how long it is
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$codes = [
    "['size' => 2]" => ["\0\3one\0\0", "\0\5<one>\0\2<>"],
    "['size' => '4', 'endian' => 'little', 'inclusive' => true]" => ["\7\0\0\0one\4\0\0\0", "\11\0\0\0<one>\6\0\0\0<>"],
    "['size' => 'varint']" => ["\3one\0", "\5<one>\2<>"],
    "['size' => 1, 'adjust' => 1]" => ["\2one\0.", "\4<one>\2<.>"],
];
foreach ($codes as $code => [$request, $answer]) {
    $server = crew_start(<<<PHP
        \$worker = new Worker('tcp://127.0.0.1:0', stream_context_create(['frame' => ['length' => $code]]));
        \$worker->workerNum = 1;
        \$worker->onMessage = fn (\$conn, \$message) => \$conn->send("<\$message>");
        \$worker->start();
        PHP);
    var_dump(raw($server->address, $request, strlen($answer)) === $answer);
    $server->stop();
}
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
