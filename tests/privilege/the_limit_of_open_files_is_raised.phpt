--TEST--
The limit of open files is raised to what is allowed, and the log says when it is short of maxConnections, or low
--EXTENSIONS--
crew
pcntl
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
require __DIR__ . '/../support/skip_under_valgrind.inc';
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

foreach ([['ulimit -Sn 100 && ulimit -Hn 2000', 0], ['ulimit -n 2000', 1968], ['ulimit -n 2000', 1969], ['ulimit -n 500', 0]] as [$limits, $connections]) {
    /* It starts itself again, from a shell that has set limits. */
    $again = var_export("$limits && " . php_command(), true);
    $server = crew_start(<<<PHP
        if (getenv('IS_LIMITED') === false) {
            pcntl_exec('/bin/sh', ['-c', $again . ' ' . escapeshellarg(__FILE__)], ['IS_LIMITED' => '1'] + getenv());
        }
        \$worker = new Crew\Worker('text://127.0.0.1:0');
        \$worker->workerNum = 1;
        \$worker->maxConnections = $connections;
        \$worker->start();
        PHP);
    [$pid] = $server->workers(1);
    preg_match('/^Max open files +(\d+)/m', file_get_contents("/proc/$pid/limits"), $found);
    echo "$found[1] files\n", implode("\n", preg_grep('/warning/', explode("\n", $server->stop()))), "\n";
}
?>
--EXPECT--
2000 files

2000 files

2000 files
[master] warning: a worker may open 2000 files, too few for maxConnections, 1969 (raise the limit: ulimit -n, LimitNOFILE=)
500 files
[master] warning: a worker may open only 500 files, and every connection is one (raise the limit: ulimit -n, LimitNOFILE=)
