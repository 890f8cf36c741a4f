--TEST--
The status counts connections, messages, bytes, exceptions and refused sends, and knows the memory
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/status.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->name = '名前 "shop"';
    $worker->maxSendBufferSize = 1000;
    $worker->onMessage = function ($conn, $message) {
        if ($message === 'throw') {
            throw new Exception('no');
        }
        if ($message === 'flood') {
            while ($conn->send(str_repeat('x', 1 << 20)));
            return;
        }
        $conn->send($message);
    };
    $worker->start();
    PHP);
foreach ([1, 2, 3] as $i) {
    ask($server, 'hello', $clients[] = $server->connect());
}
fclose(array_pop($clients));
fwrite($thrower = $server->connect(), "throw\n");
read_all($thrower);
fwrite($flooder = $server->connect(), "flood\n");
$status = wait_for(fn () => ($now = status($server))['total']['refused'] > 0 && $now['total']['connections'] === 3 ? $now : null);
$worker = $status['workers'][0];
foreach (['name', 'listening', 'pid', 'state', 'ready', 'metrics'] as $key) {
    $value = ['listening' => $status[$key] === $server->address, 'pid' => $status[$key] === $server->pid][$key] ?? $status[$key];
    echo "$key ", json_encode($value, JSON_UNESCAPED_UNICODE), "\n";
}
foreach (['slot', 'state', 'connections', 'accepted', 'messages', 'bytes_read', 'refused', 'exceptions', 'timers'] as $key) {
    echo "$key ", json_encode($worker[$key]), "\n";
}
echo $worker['pid'] === $server->workers()[0] ? "its pid\n" : "another pid\n";
echo $worker['bytes_written'] > 18 ? "bytes\n" : "no bytes\n";
$is_counted = getenv('USE_ZEND_ALLOC') !== '0'; /* not by malloc, which checking tools have PHP use */
echo !$is_counted || $worker['memory'] > 100000 && $worker['memory_peak'] >= $worker['memory'] ? "memory\n" : "no memory\n";
echo $worker['rss'] > 1000000 ? "rss\n" : "no rss\n";
echo $worker['uptime'] >= 0 && $worker['uptime'] <= $status['uptime'] ? "uptime\n" : "no uptime\n";
echo abs($status['now'] - time()) < 30 * CREW_SLOWNESS ? "now\n" : "not now\n";
$flooder = null;
$server->stop();
?>
--EXPECT--
name "名前 \"shop\""
listening true
pid true
state "running"
ready true
metrics null
slot 0
state "idle"
connections 3
accepted 5
messages 5
bytes_read 30
refused 1
exceptions 1
timers 0
its pid
bytes
memory
rss
uptime
now
