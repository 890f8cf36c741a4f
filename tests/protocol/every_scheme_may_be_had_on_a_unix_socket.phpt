--TEST--
text+unix://, and a scheme that names its class with +unix behind it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(<<<'PHP'
    $worker = new Worker('text+unix://' . __DIR__ . '/socket');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => $conn->send("<$message>");
    $worker->start();
    PHP);
echo raw($server->address, "one\r\n", 6);
$server->stop();

$server = crew_start(JSON_LINES . <<<'PHP'
    class_alias(JsonLines::class, 'Protocols\Lines');
    $worker = new Worker('lines+unix://' . __DIR__ . '/socket');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $message) => $conn->send($message);
    $worker->start();
    PHP);
echo raw($server->address, "[ 1 ]\n", 4);
$server->stop();

foreach (['ftp+unix:///x', '+unix:///x', 'http+unix://'] as $address) {
    try {
        new Crew\Worker($address);
    } catch (Crew\AddressException $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
<one>
[1]
cannot listen on "ftp+unix:///x": the scheme is none of tcp, unix, text, frame and http, and there is no class Protocols\Ftp
cannot listen on "+unix:///x": the scheme is none of tcp, unix, text, frame and http, and there is no class Protocols\+unix
cannot listen on "http+unix://": expected a path, without NUL bytes
