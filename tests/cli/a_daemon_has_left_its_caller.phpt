--TEST--
The steps of a daemon: its own session without leading it, / as its folder, an umask of 0, no inherited descriptor, and standard ones on files
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/control.inc';

$script = new Script(<<<'PHP'
    $worker = new Worker('unix://socket');
    $worker->workerNum = 1;
    $worker->logFile = 'log.txt';
    $worker->stdoutFile = 'out.txt';
    $worker->pidFile = 'here.pid';
    $worker->onWorkerStart = function ($worker) { echo "to standard output\n"; fwrite(STDERR, "to standard error, while it starts\n"); };
    $worker->onMessage = function ($conn, $message) { fwrite(STDERR, $message); fwrite($conn, $message); };
    $worker->start();
    PHP);
$inherited = fopen("$script->folder/inherited", 'w'); // PHP passes it on: proc_open closes none
echo "passed on: ", count(preg_grep('/inherited/', descriptors(getmypid()))), "\n";
$script->call('start', '-d');
$pid = $script->pid();
echo echo_over("$script->folder/socket", 'to standard error'), "\n";

preg_match('/\) \S (\d+) (\d+) (\d+) (-?\d+)/', file_get_contents("/proc/$pid/stat"), $stat);
[, $parent, $group, $session, $terminal] = $stat;
echo 'session of its own: ', var_export($session !== explode(' ', strstr(file_get_contents('/proc/self/stat'), ') '))[4], true), "\n";
echo 'leads it: ', var_export((int)$session === $pid, true), ", terminal: $terminal\n";
echo 'folder: ', readlink("/proc/$pid/cwd"), "\n";
echo preg_replace('/.*^(Umask:\s+\d+)$.*/ms', '$1', file_get_contents("/proc/$pid/status")), "\n";
$worker = (int)file_get_contents("/proc/$pid/task/$pid/children");
foreach ([$pid, $worker] as $each) {
    $open = descriptors($each);
    echo $script->tidy(implode(' ', array_slice($open, 0, 3))), ', inherited: ', count(preg_grep('/inherited/', $open)), "\n";
}
foreach (['here.pid', 'log.txt', 'out.txt', 'socket'] as $name) {
    printf("%s %o\n", $name, fileperms("$script->folder/$name") & 0777);
}
$script->call('stop');
echo file_get_contents("$script->folder/out.txt");
echo $script->tidy(file_get_contents("$script->folder/log.txt"));
clearstatcache();
var_dump(file_exists("$script->folder/here.pid"), file_exists("$script->folder/socket"));
?>
--EXPECT--
passed on: 1
$ start -d
to standard error, while it starts
to standard error
session of its own: true
leads it: false, terminal: 0
folder: /
Umask:	0000
/dev/null out.txt log.txt, inherited: 0
/dev/null out.txt log.txt, inherited: 0
here.pid 644
log.txt 640
out.txt 640
socket 660
$ stop
server.php has stopped (pid N)
to standard output
[master] notice: listening on unix://socket (socket) with 1 worker
to standard error
[master] notice: stopping
[master] notice: stopped
bool(false)
bool(false)
