--TEST--
A second server on an address fails with a BindException that names the first one's pid, and disturbs nothing
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

$code = fn (string $address, string $reuse) => <<<PHP
    \$worker = new Crew\Worker('text://$address');
    \$worker->workerNum = 2;
    \$worker->reusePort = $reuse;
    \$worker->onMessage = function (\$conn, \$message) { \$conn->send(\$message); };
    try {
        \$worker->start();
    } catch (Crew\BindException \$e) {
        echo getmypid(), ' ', \$e->getMessage(), "\\n";
    }
    echo "after start()\\n";
    PHP;
foreach (['true', 'false'] as $first) {
    foreach (['true', 'false'] as $second) {
        $server = crew_start($code('127.0.0.1:0', $first));
        $server->workers(2);
        $other = new Server($code($server->address, $second));
        wait_for(fn () => !$other->is_running(), 20, fn () => "the second server's end:\n" . $other->stdout() . $other->log());
        [, $words] = explode(' ', strtok($other->stdout(), "\n"), 2);
        echo str_replace([$server->address, "pid $server->pid "], ['ADDRESS', 'pid of the master '], $words), "\n";
        echo strtok(''), $other->stderr();
        echo ask($server, 'hello'), "\n";
        $server->stop();
    }
}
?>
--EXPECTF--
ADDRESS is in use by pid of the master (%s)
after start()
hello
ADDRESS is in use by pid of the master (%s)
after start()
hello
ADDRESS is in use by pid of the master (%s)
after start()
hello
ADDRESS is in use by pid of the master (%s)
after start()
hello
