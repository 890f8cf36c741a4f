--TEST--
Thousands of packages in one go come one by one, in order, and long ones between them whole
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/protocol.inc';

$server = crew_start(JSON_LINES . <<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->protocol = JsonLines::class;
    $worker->onMessage = fn ($conn, $message) => $conn->send($message);
    $worker->start();
    PHP);
$bytes = '';
for ($i = 0; $i < 5000; $i++) {
    $bytes .= json_encode($i % 500 === 0 ? str_repeat('x', $i * 20) : $i) . "\n";
}
$client = $server->connect();
stream_set_blocking($client, false);
$sent = 0;
$got = '';
wait_for(function () use ($client, $bytes, &$sent, &$got) {
    $sent += (int)fwrite($client, substr($bytes, $sent, 100000));
    $got .= fread($client, 100000);
    return strlen($got) >= strlen($bytes);
});
var_dump($got === $bytes);
$server->stop();
?>
--EXPECT--
bool(true)
