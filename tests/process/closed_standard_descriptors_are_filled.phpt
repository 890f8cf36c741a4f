--TEST--
Started with 0, 1 and 2 closed: no socket and no pipe gets these numbers, where the log and the script's output would go into it
--EXTENSIONS--
crew
pcntl
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$again = var_export(php_command(), true);
$server = new Server(<<<PHP
    if (getenv('IS_CLOSED') === false) {
        pcntl_exec('/bin/sh', ['-c', $again . ' ' . escapeshellarg(__FILE__) . ' <&- >&- 2>&-'], ['IS_CLOSED' => '1'] + getenv());
    }
    \$worker = new Crew\Worker('text://127.0.0.1:0');
    \$worker->workerNum = 2;
    \$worker->onWorkerStart = function (\$worker) { touch(__DIR__ . "/address-\$worker->localAddress"); };
    \$worker->onMessage = function (\$conn, \$message) {
        error_log('to the log');
        \$conn->send(\$message);
    };
    \$worker->start();
    touch(__DIR__ . '/stopped');
    PHP);
$server->address = wait_for(fn () => substr(strstr(implode(glob("$server->folder/address-*")), 'address-'), 8));
echo ask($server, 'hello'), "\n";
foreach ([$server->pid, ...$server->workers(2)] as $pid) {
    echo count(preg_grep('/^(socket|pipe|anon_inode):/', array_intersect_key(descriptors($pid), [0, 0, 0]))), "\n";
}
$old = $server->workers(2)[0];
send_signal($old, SIGKILL);
wait_for(fn () => !in_array($old, $server->workers()) && count($server->workers()) === 2);
echo ask($server, 'hello again'), "\n";
$server->signal(SIGTERM);
$server->wait();
echo count(glob("$server->folder/stopped")) === 1 ? "stopped\n" : "what?\n";
?>
--EXPECT--
hello
0
0
0
hello again
stopped
