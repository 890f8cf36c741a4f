--TEST--
Programs that a worker starts inherit none of its sockets and pipes
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

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('text://127.0.0.1:0');
    $worker->workerNum = 2;
    $worker->onMessage = function ($conn, $message) {
        $child = proc_open(['sh', '-c', "ls -l /proc/self/fd >" . __DIR__ . "/$message"], [], $pipes);
        proc_close($child);
        $conn->send('listed');
    };
    $worker->start();
    PHP);
$inherited = descriptors(getmypid());
$keeper = $server->connect();
echo ask($server, 'first', $keeper), "\n", ask($server, 'second', $keeper), "\n";
foreach (['first', 'second'] as $file) {
    preg_match_all('/-> ((?:socket|pipe|anon_inode):.*)/', file_get_contents("$server->folder/$file"), $found);
    print_r(array_diff($found[1], $inherited));
}
fclose($keeper);
$server->stop();
?>
--EXPECT--
listed
listed
Array
(
)
Array
(
)
