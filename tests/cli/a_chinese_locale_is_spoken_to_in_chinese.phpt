--TEST--
In a Chinese locale the tables, --help and what the verbs say are Chinese; JSON is not
--EXTENSIONS--
crew
--SKIPIF--
<?php require __DIR__ . '/../support/skip_without_proc.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/control.inc';

$script = new Script(<<<'PHP'
    $worker = new Worker('tcp://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->start();
    PHP);
$chinese = ['LC_ALL' => '', 'LC_CTYPE' => '', 'LC_MESSAGES' => '', 'LANG' => 'zh_CN.UTF-8'];

/* The lines that say something, numbers left out. */
function words(Script $script, array $words, array $environment): void
{
    [$status, $out, $err] = $script->run($words, $environment);
    $text = preg_replace(['/\d+(\.\d+)?[kMG]?|(?<= )-(?= )/', '/ +/', '/^ | $/m'], ['N', ' ', ''], $script->tidy($out . $err));
    echo '$ ', implode(' ', $words), "\n", implode("\n", array_filter(explode("\n", $text), fn ($line) => preg_match('/\p{Han}/u', $line))), "\n";
}

words($script, ['status'], $chinese);
words($script, ['start', '-d', '-q'], $chinese);
words($script, ['status'], $chinese);
words($script, ['connections'], $chinese);
[, $json] = $script->run(['status', '--json'], $chinese);
echo json_decode($json)->workers[0]->state, " in JSON\n";
words($script, ['reload'], $chinese);
words($script, ['stop'], $chinese);
[, $help] = $script->run(['--help'], $chinese);
[, $english] = $script->run(['--help'], ['LANG' => 'C', 'LC_ALL' => 'C']);
echo substr_count($help, "\n") === substr_count($english, "\n") ? "as many lines of help\n" : "other lines of help\n";
/* Everything but what is to be typed is translated. */
foreach (explode("\n", $help) as $line) {
    if ($line !== '' && !preg_match('/\p{Han}/u', $line)) {
        echo "not translated: $line\n";
    }
}
?>
--EXPECT--
$ status
server.php 没有运行
$ start -d -q

$ status
运行中 Ns,pid N,模式 shared
# pid 状态 运行 连接 消息 消息/秒 入/秒 出/秒 拒发 异常 php rss 累计连接 定时器
N N 空闲 Ns N N N N N N N N N N N
合计:连接 N,累计 N,消息 N(每秒 N),拒发 N,异常 N
$ connections
进程 编号 对端 本端 状态 队列 入 出 时长
idle in JSON
$ reload
server.php 正在重载(pid N)
$ stop
server.php 已停止(pid N)
as many lines of help
