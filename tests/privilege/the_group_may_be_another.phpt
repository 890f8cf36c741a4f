--TEST--
group: instead of the user's own, and without a user
--EXTENSIONS--
crew
posix
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_unless_root.inc';
if (posix_getgrnam('daemon') === false) {
    die('skip there is no group daemon');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/process.inc';

foreach (['nobody', null] as $user) {
    $server = crew_start(sprintf(<<<'PHP'
        $worker = new Crew\Worker('text://127.0.0.1:0');
        $worker->workerNum = 1;
        $worker->user = %s;
        $worker->group = 'daemon';
        $worker->onMessage = function ($conn, $message) {
            $conn->send(posix_getpwuid(posix_geteuid())['name'] . ' ' . posix_getgrgid(posix_getegid())['name'] .
                (in_array(posix_getegid(), posix_getgroups()) ? ' and it is in the list' : ''));
        };
        $worker->start();
        PHP, var_export($user, true)));
    echo ask($server, 'who'), "\n";
    $server->stop();
}
?>
--EXPECT--
nobody daemon and it is in the list
root daemon and it is in the list
