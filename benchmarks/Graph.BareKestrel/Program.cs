using System.Net;

namespace Graph.BareKestrel;

/// <summary><c>Graph.BareKestrel &lt;port&gt; &lt;folder&gt;</c>: the most that any server on Kestrel can do, for the graph to be measured by.
/// It takes POST /graphql, reads the body and answers with bytes that it has ready: no routes, no logs, no metrics.</summary>
internal static class Program
{
    public static async Task Main(string[] args)
    {
        var port = int.Parse(args[0], provider: null);
        var answers = PreparedAnswers.From(args[1]);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));

        var app = builder.Build();
        app.Run(answers.AnswerAsync);
        await app.RunAsync();
    }
}
