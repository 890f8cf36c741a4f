--TEST--
On frame:// four bytes say how long a message and they are together
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('frame://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->maxPackageSize = 10;
    $worker->onMessage = fn ($conn, $message) => $conn->send("<$message>");
    $worker->onError = fn ($conn, $code, $text) => print("$text\n");
    $worker->start();
    PHP);
$frame = fn ($message) => pack('N', strlen($message) + 4) . $message;
$client = $server->connect();
fwrite($client, $frame('one') . $frame('') . substr($frame('0123456789'), 0, 6));
echo addcslashes(read_n($client, 9 + 6), "\0..\37"), "\n";
fwrite($client, substr($frame('0123456789'), 6));
echo addcslashes(read_n($client, 16), "\0..\37"), "\n";
fwrite($client, pack('N', 15));
var_dump(read_all($client));
var_dump(raw($server->address, pack('N', 3)));
echo $server->stdout();
$server->stop();
?>
--EXPECT--
\000\000\000\t<one>\000\000\000\006<>
\000\000\000\020<0123456789>
string(0) ""
string(0) ""
the message is larger than allowed
the bytes do not follow the protocol
