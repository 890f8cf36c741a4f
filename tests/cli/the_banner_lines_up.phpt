--TEST--
What a person at a terminal sees of a start: a table that lines up, in English or Chinese, in ASCII, with and without colour
--EXTENSIONS--
crew
--SKIPIF--
<?php
require __DIR__ . '/../support/skip_without_proc.inc';
$process = @proc_open(['true'], [1 => ['pty']], $pipes);
if (!$process) {
    die('skip PHP cannot make a terminal');
}
?>
--FILE--
<?php
require __DIR__ . '/../support/control.inc';

$script = new Script(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->name = getenv('NAME');
    $worker->workerNum = 2;
    $worker->start();
    PHP);

/* What it shows until it is stopped. */
function shown(Script $script, array $environment): string
{
    $environment += ['LC_ALL' => '', 'LC_CTYPE' => '', 'LC_MESSAGES' => '', 'LANG' => 'C.UTF-8', 'TERM' => 'xterm', 'NO_COLOR' => '', 'NAME' => ''];
    $process = proc_open(php_command($script->ini) . " $script->path", [['file', '/dev/null', 'r'], ['pty'], ['file', "$script->folder/err", 'w']],
        $pipes, $script->folder, $environment + getenv());
    stream_set_blocking($pipes[1], false);
    $out = '';
    wait_for(function () use (&$out, $pipes) {
        $out .= @fread($pipes[1], 8192);
        return str_contains($out, "stop\r\n");
    }, 10, fn () => "the banner:\n$out" . file_get_contents("$script->folder/err"));
    proc_terminate($process);
    proc_close($process);
    $out = preg_replace(['/:\d{5}\b/', '/\d+ (ms|毫秒)/', '/(Crew|PHP|libevent) \d\S+/'], [':PORT*', 'N $1', '$1 N'], str_replace("\r", '', $out));
    return preg_replace('/server-[0-9a-f]{8}/', 'server-HASH', $script->tidy($out));
}

/* The columns of a line, when all that is wide is Chinese. */
function columns(string $line): int
{
    $line = preg_replace('/\e\[\d*m/', '', $line);
    return preg_match_all('/./u', $line) + preg_match_all('/\p{Han}/u', $line);
}

echo shown($script, ['NO_COLOR' => '1', 'NAME' => 'chat']);
echo shown($script, ['LANG' => 'C', 'NO_COLOR' => '1']);
echo $chinese = shown($script, ['LANG' => 'zh_CN.UTF-8', 'NO_COLOR' => '1', 'NAME' => '聊天服务']);
$lines = preg_grep('/^  [┌│├└]/u', explode("\n", $chinese));
var_dump(count($lines), count(array_unique(array_map('columns', $lines))));

$long = shown($script, ['NAME' => str_repeat('聊天 chat ', 30)]);
var_dump(max(array_map('columns', explode("\n", $long))), str_contains($long, '…'));
echo str_replace("\e", 'ESC', implode("\n", preg_grep('/ready/', explode("\n", shown($script, ['NAME' => 'chat']))))), "\n";
var_dump(str_contains(shown($script, ['TERM' => 'dumb']), "\e"));
echo preg_replace('/:\d{5}\)/', ':PORT)', $script->tidy(file_get_contents("$script->folder/err")));
?>
--EXPECT--
  Crew N · PHP N · libevent N · Linux
  ┌──────┬───────────────────┬─────────────────┬─────────┬─────────┐
  │ name │ listen            │ address         │ workers │ state   │
  ├──────┼───────────────────┼─────────────────┼─────────┼─────────┤
  │ chat │ tcp://127.0.0.1:0 │ 127.0.0.1:PORT* │ 2       │ ● ready │
  └──────┴───────────────────┴─────────────────┴─────────┴─────────┘
  server.php in the foreground · pid N · mode shared · ready in N ms
  pid file server-HASH.pid
  Ctrl-C stops it · php server.php status|reload|stop
  Crew N | PHP N | libevent N | Linux
  +------------+-------------------+-----------------+---------+-------+
  | name       | listen            | address         | workers | state |
  +------------+-------------------+-----------------+---------+-------+
  | server.php | tcp://127.0.0.1:0 | 127.0.0.1:PORT* | 2       | ready |
  +------------+-------------------+-----------------+---------+-------+
  server.php in the foreground | pid N | mode shared | ready in N ms
  pid file server-HASH.pid
  Ctrl-C stops it | php server.php status|reload|stop
  Crew N · PHP N · libevent N · Linux
  ┌──────────┬───────────────────┬─────────────────┬────────┬────────┐
  │ 名称     │ 监听              │ 地址            │ 进程数 │ 状态   │
  ├──────────┼───────────────────┼─────────────────┼────────┼────────┤
  │ 聊天服务 │ tcp://127.0.0.1:0 │ 127.0.0.1:PORT* │ 2      │ ● 就绪 │
  └──────────┴───────────────────┴─────────────────┴────────┴────────┘
  server.php 前台运行 · pid N · 模式 shared · 启动用时 N 毫秒
  pid 文件 server-HASH.pid
  按 Ctrl-C 停止 · php server.php status|reload|stop
int(5)
int(1)
int(80)
bool(true)
  │ chat │ tcp://127.0.0.1:0 │ 127.0.0.1:PORT* │ 2       │ ESC[32m● readyESC[0m │
  server.php in the foreground · pid N · mode shared · ready in N ms
bool(false)
[master] notice: listening on tcp://127.0.0.1:0 (127.0.0.1:PORT) with 2 workers
[master] notice: stopping
[master] notice: stopped
