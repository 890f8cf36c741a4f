--TEST--
maxMemory, as a number or as "64M": a worker that has more is replaced, and says how much it had
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

foreach (["'64M'", 64 * 1024 * 1024] as $limit) {
    $server = crew_start(<<<PHP
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->maxMemory = $limit;
        \$worker->onMessage = function (\$conn, \$message) {
            static \$kept = [];
            if (\$message === 'grow') {
                \$kept[] = str_repeat('x', 20 * 1024 * 1024);
            }
            \$conn->send(getmypid());
        };
        \$worker->start();
        PHP);
    $first = ask($server, 'grow');
    for ($i = 0; $i < 3; $i++) {
        usleep(110_000); /* it looks ten times a second */
        echo ask($server, 'who') === $first ? '.' : '!';
    }
    ask($server, 'grow');
    ask($server, 'grow');
    ask($server, 'grow');
    wait_for(fn () => ask($server, 'who') !== $first);
    $log = $server->stop();
    echo preg_match('/has (\d+) KiB of memory, more than 65536 \(maxMemory\), asking for a successor/', $log, $found),
        $found[1] > 65536 && $found[1] < 200000 ? " as it is\n" : " $found[1]\n";
}
?>
--EXPECT--
...1 as it is
...1 as it is
