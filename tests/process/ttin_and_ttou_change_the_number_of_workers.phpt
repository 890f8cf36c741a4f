--TEST--
TTIN starts one worker more and TTOU takes one away, down to one; with sockets of their own and with a shared one
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

foreach (['true', 'false'] as $reusePort) {
    $server = crew_start(<<<PHP
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = 2;
        \$worker->reusePort = $reusePort;
        \$worker->onMessage = function (\$conn, \$message) { \$conn->send(getmypid() . ' ' . \$message); };
        \$worker->start();
        PHP);
    $server->workers(2);
    $server->signal(SIGTTIN);
    $three = $server->workers(3);

    $answered = [];
    wait_for(function () use ($server, &$answered) {
        $answered[strtok(ask($server, 'who'), ' ')] = true;
        return count($answered) === 3;
    }, 10, 'an answer of each');
    echo "all of the three answer\n";

    for ($i = 2; $i >= 0; $i--) {
        $server->signal(SIGTTOU);
        $server->wait_for_log($i > 0 ? "one worker fewer: $i" : 'one worker is the least');
        $server->workers(max($i, 1));
    }
    [$last] = $server->workers(1);
    for ($i = 0; $i < 20; $i++) {
        strtok(ask($server, 'who'), ' ') === (string)$last || print("another answered\n");
    }
    $server->signal(SIGTTIN);
    $server->workers(2);
    wait_for(fn () => strtok(ask($server, 'who'), ' ') !== (string)$last, 10, 'an answer of the new one');
    echo $server->stop();
}
?>
--EXPECT--
all of the three answer
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: one worker more: 3
[master] notice: one worker fewer: 2
[master] notice: one worker fewer: 1
[master] warning: one worker is the least there can be
[master] notice: one worker more: 2
[master] notice: stopping
[master] notice: stopped
all of the three answer
[master] notice: listening on text://127.0.0.1:0 (ADDRESS) with 2 workers
[master] notice: one worker more: 3
[master] notice: one worker fewer: 2
[master] notice: one worker fewer: 1
[master] warning: one worker is the least there can be
[master] notice: one worker more: 2
[master] notice: stopping
[master] notice: stopped
