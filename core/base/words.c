/*
 * words: see words.h.
 */
#include "core/base/words.h"

#include <stddef.h>
#include <string.h>

#include "core/base/term.h"

static const struct {
    const char *english;
    const char *chinese;
} words_rows[] = {
    /* the banner */
    {"name", "名称"},
    {"listen", "监听"},
    {"address", "地址"},
    {"workers", "进程数"},
    {"state", "状态"},
    {"ready", "就绪"},
    {"in the foreground", "前台运行"},
    {"as a daemon", "守护进程"},
    {"mode", "模式"},
    {"ready in %lld ms", "启动用时 %lld 毫秒"},
    {"pid file", "pid 文件"},
    {"log", "日志"},
    {"output", "输出"},
    {"Ctrl-C stops it", "按 Ctrl-C 停止"},

    /* the tables */
    {"up", "运行"},
    {"conns", "连接"},
    {"messages", "消息"},
    {"msg/s", "消息/秒"},
    {"in/s", "入/秒"},
    {"out/s", "出/秒"},
    {"refused", "拒发"},
    {"thrown", "异常"},
    {"accepted", "累计连接"},
    {"timers", "定时器"},
    {"exits", "退出次数"},
    {"last pid", "上次 pid"},
    {"ago", "多久前"},
    {"how it ended", "退出原因"},
    {"worker", "进程"},
    {"id", "编号"},
    {"remote", "对端"},
    {"local", "本端"},
    {"queue", "队列"},
    {"in", "入"},
    {"out", "出"},
    {"age", "时长"},
    {"starting", "启动中"},
    {"idle", "空闲"},
    {"busy", "忙"},
    {"draining", "排空中"},
    {"stopping", "停止中"},
    {"running", "运行中"},
    {"reloading", "重载中"},
    {"open", "打开"},
    {"ending", "收尾"},
    {"lingering", "等待关闭"},
    {"%s for %s, pid %.0f%s%s", "%s %s,pid %.0f%s%s"},
    {", mode ", ",模式 "},
    {"metrics on http://%s/metrics", "指标:http://%s/metrics"},
    {"all: %s connections open, %s accepted, %s messages (%s/s), %.0f refused sends, %.0f exceptions",
        "合计:连接 %s,累计 %s,消息 %s(每秒 %s),拒发 %.0f,异常 %.0f"},
    {"worker %.0f (pid %.0f) is %s for %s and does not answer; it has %.0f connections",
        "进程 %.0f(pid %.0f)%s 已 %s,没有应答;它有 %.0f 个连接"},

    /* what the verbs say */
    {"is not running", "没有运行"},
    {"is not running; it died and left %s", "没有运行;它已异常退出,留下了 %s"},
    {"was asked to stop and still runs, as pid %ld", "已被要求停止,但仍在运行,pid %ld"},
    {"has stopped (pid %ld)", "已停止(pid %ld)"},
    {"is reloading (pid %ld)", "正在重载(pid %ld)"},
    {"runs already, as pid %ld", "已经在运行,pid %ld"},
    {"cannot be found: %s: %s", "无法查找:%s:%s"},
    {"cannot be stopped: pid %ld: %s", "无法停止:pid %ld:%s"},
    {"cannot be reloaded: pid %ld: %s", "无法重载:pid %ld:%s"},

    /* --help */
    {"usage: php %s [", "用法: php %s ["},
    {"] [options]; --help tells more\n", "] [选项];详见 --help\n"},
    {"usage: php %s [verb] [options] [-- arguments of the script]\n\n", "用法: php %s [命令] [选项] [-- 脚本自己的参数]\n\n"},
    {"serve; this is what no verb at all does", "启动服务;不带命令时也是如此"},
    {"stop the server and wait until it is gone", "停止服务,并等到它结束"},
    {"stop it, then start", "先停止,再启动"},
    {"replace every worker, each after its successor is ready", "逐个更换工作进程,新进程就绪后才结束旧进程"},
    {"show the server and its workers", "显示服务和各工作进程"},
    {"list every connection", "列出所有连接"},
    {"as a daemon; comes back when the workers are ready", "以守护进程运行;工作进程就绪后返回"},
    {"let connections end by themselves first", "等连接自行结束"},
    {"for programs to read", "供程序读取"},
    {"again and again, in place", "原地不断刷新"},
    {"say nothing but what went wrong", "只报告错误"},
    {"this text", "显示本说明"},
    {"what follows belongs to the script", "其后的参数属于脚本"},
    {"\nSignals, to the process that the pid file names:\n\n", "\n信号,发给 pid 文件里的进程:\n\n"},
    {"\nExit status: 0 done, 1 failed, 2 not understood, 4 not allowed, 7 not running; of status: 0 running,\n"
     "1 it died and left its pid file, 3 not running, 4 not known.\n",
        "\n退出码:0 完成,1 失败,2 无法理解,4 没有权限,7 没有运行;status 的退出码:0 运行中,\n"
        "1 已异常退出并留下 pid 文件,3 没有运行,4 无法得知。\n"},
    {"stop; a second time: at once (Ctrl-C reaches all, the master acts)", "停止;第二次:立即停止(Ctrl-C 会传给所有进程,由主进程处理)"},
    {"stop; a second time: at once", "停止;第二次:立即停止"},
    {"stop when all connections have ended by themselves", "等所有连接自行结束后停止"},
    {"from a terminal: it is gone, stop; else: reopen the log, reload", "来自终端:终端已关闭,停止;否则:重新打开日志并重载"},
    {"rolling reload: a replacement is ready before a worker ends", "平滑重载:新进程就绪后才结束旧进程"},
    {"a new master with new code takes over the listening sockets", "新的主进程以新代码接管监听套接字"},
    {"one worker more", "增加一个工作进程"},
    {"one worker fewer, but at least one", "减少一个工作进程,至少保留一个"},
};

const char *crew_words(const char *english)
{
    if (!crew_term_of(1).is_chinese) {
        return english;
    }
    for (size_t i = 0; i < sizeof words_rows / sizeof words_rows[0]; i++) {
        if (strcmp(words_rows[i].english, english) == 0) {
            return words_rows[i].chinese;
        }
    }
    return english;
}
